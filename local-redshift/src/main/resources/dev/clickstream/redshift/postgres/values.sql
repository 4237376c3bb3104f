-- Redshift's functions on text, JSON and SUPER.
create or replace function pg_catalog.len(value text) returns integer language sql immutable strict return length(value);
create or replace function pg_catalog.textlen(value text) returns integer
  language sql immutable strict return length(value);
create or replace function pg_catalog.charindex(part text, value text) returns integer
  language sql immutable strict return position(part in value);
create or replace function pg_catalog.regexp_replace(value text, pattern text) returns text
  language sql immutable strict return pg_catalog.regexp_replace(value, pattern, '', 'g');
create or replace function pg_catalog.strtol(value text, base integer) returns bigint
  language plpgsql immutable strict as $$
declare
  total bigint := 0;
  digit text;
begin
  if base = 16 and value ~* '^0x' then
    value := substr(value, 3);
  end if;
  foreach digit in array string_to_array(lower(value), null) loop
    if position(digit in left('0123456789abcdefghijklmnopqrstuvwxyz', base)) = 0 then
      raise exception using errcode = '22P02', message = 'Invalid digit ''' || digit || ''' for base ' || base;
    end if;
    total := total * base + position(digit in '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
  end loop;
  return total;
end $$;
create or replace function pg_catalog.sha2(value text, bits integer) returns text
  language sql immutable strict return encode(case bits
    when 512 then sha512(convert_to(value, 'UTF8')) when 384 then sha384(convert_to(value, 'UTF8'))
    when 224 then sha224(convert_to(value, 'UTF8')) else sha256(convert_to(value, 'UTF8')) end, 'hex');
create or replace function pg_catalog.func_sha1(value text) returns text
  language sql immutable strict return encode(rs_compat.digest(value, 'sha1'), 'hex');
create or replace function pg_catalog.sha1(value text) returns text
  language sql immutable strict return pg_catalog.func_sha1(value);
create or replace function pg_catalog.sha(value text) returns text
  language sql immutable strict return pg_catalog.func_sha1(value);
-- FNV-1a of 64 bits over the bytes of a value; its prime is 2^40 + 435, which is what the halves are multiplied by.
create or replace function rs_compat.fnv(bytes bytea, seed bigint) returns bigint
  language plpgsql immutable strict as $$
declare
  mask constant bigint := 4294967295;
  hash bigint := seed;
  low bigint;
  high bigint;
begin
  for at in 0 .. octet_length(bytes) - 1 loop
    hash := hash # get_byte(bytes, at);
    low := (hash & mask) * 435;
    high := (((hash >> 32) & mask) * 435 + (low >> 32) + (((hash & mask) << 8) & mask)) & mask;
    hash := (high << 32) | (low & mask);
  end loop;
  return hash;
end $$;
create or replace function rs_compat.fnv_number(value bytea, seed bigint) returns bigint language sql immutable strict
  return rs_compat.fnv(reverse(value), seed);
create or replace function pg_catalog.fnv_hash(value text, seed bigint default -3750763034362895579) returns bigint
  language sql immutable strict return rs_compat.fnv(convert_to(value, 'UTF8'), seed);
create or replace function pg_catalog.fnv_hash(value integer, seed bigint default -3750763034362895579) returns bigint
  language sql immutable strict return rs_compat.fnv_number(int4send(value), seed);
create or replace function pg_catalog.fnv_hash(value bigint, seed bigint default -3750763034362895579) returns bigint
  language sql immutable strict return rs_compat.fnv_number(int8send(value), seed);
create or replace function pg_catalog.fnv_hash(value smallint, seed bigint default -3750763034362895579) returns bigint
  language sql immutable strict return rs_compat.fnv_number(int2send(value), seed);
create or replace function pg_catalog.crc32(value text) returns text language sql immutable strict
  return lpad(to_hex(crc32c(convert_to(value, 'UTF8'))), 8, '0');
create or replace function pg_catalog.replicate(value text, times integer) returns text language sql immutable strict
  return repeat(value, times);
create or replace function pg_catalog.octetindex(part text, value text) returns integer language sql immutable strict
  return position(convert_to(part, 'UTF8') in convert_to(value, 'UTF8'));
create or replace function pg_catalog.regexp_replace(
  value text, pattern text, replacement text, start integer, flags text) returns text language sql immutable strict
  return left(value, start - 1)
    || pg_catalog.regexp_replace(substr(value, start), pattern, replacement, 'g' || replace(flags, 'e', ''));
create or replace function pg_catalog.soundex(value text) returns text language sql immutable strict
  return rs_compat.soundex(value);
create or replace function pg_catalog.difference(a text, b text) returns integer language sql immutable strict
  return rs_compat.difference(a, b);
create or replace function pg_catalog.checksum(value text) returns integer
  language sql immutable strict return hashtext(value);

-- JSON in text
create or replace function pg_catalog.is_valid_json(value text) returns boolean
  language sql immutable strict return value is json object or value is json array;
create or replace function pg_catalog.is_valid_json_array(value text) returns boolean
  language sql immutable strict return value is json array;
create or replace function pg_catalog.can_json_parse(value text) returns boolean
  language sql immutable strict return value is json;
create or replace function pg_catalog.json_extract_path_text(value text, variadic path text[]) returns text
  language sql immutable return case when value is not null then coalesce(value::json #>> path, '') end;
create or replace function rs_compat.json_extract_path_text_or_null(
  null_if_invalid boolean, value text, variadic path text[]) returns text language plpgsql immutable as $$
begin -- not SQL, as inlined with a literal it would be computed before the condition is asked
  if value is json or not null_if_invalid then
    return case when value is not null then coalesce(value::json #>> path, '') end;
  end if;
  return null;
end $$;
create or replace function pg_catalog.json_extract_array_element_text(value text, number integer) returns text
  language sql immutable strict return coalesce(value::json ->> number, '');
create or replace function pg_catalog.json_extract_array_element_text(
  value text, number integer, null_if_invalid boolean) returns text language plpgsql immutable strict as $$
begin
  return case when value is json array or not null_if_invalid then coalesce(value::json ->> number, '') end;
end $$;
create or replace function pg_catalog.json_array_length(value text) returns integer
  language sql immutable return json_array_length(value::json);
create or replace function pg_catalog.json_array_length(value text, null_if_invalid boolean) returns integer
  language plpgsql immutable as $$
begin
  return case when value is json array or not null_if_invalid then json_array_length(value::json) end;
end $$;
create or replace function pg_catalog.round(value double precision, places integer) returns double precision
  language sql immutable strict return round(value::numeric, places)::double precision;

-- SUPER
create or replace function pg_catalog.json_parse(value text) returns super
  language sql immutable return value::json::jsonb;
create or replace function pg_catalog.json_serialize(value jsonb) returns text language sql immutable strict
  return pg_catalog.regexp_replace(value::text, E'("(?:[^"\\\\]|\\\\.)*")|([:,]) ', E'\\1\\2', 'g');
create or replace function pg_catalog.json_size(value jsonb) returns integer language sql immutable strict
  return octet_length(pg_catalog.json_serialize(value));
create or replace function pg_catalog.json_typeof(value jsonb) returns text
  language sql immutable return jsonb_typeof(value);
create or replace function pg_catalog.is_object(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'object';
create or replace function pg_catalog.is_array(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'array';
create or replace function pg_catalog.is_scalar(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) not in ('array', 'object');
create or replace function pg_catalog.is_varchar(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'string';
create or replace function pg_catalog.is_boolean(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'boolean';
create or replace function pg_catalog.is_integer(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'number' and value::numeric = trunc(value::numeric);
create or replace function pg_catalog.is_decimal(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'number';
create or replace function pg_catalog.get_array_length(value jsonb) returns integer
  language sql immutable return case when jsonb_typeof(value) = 'array' then jsonb_array_length(value) end;
create or replace function pg_catalog.array_concat(a jsonb, b jsonb) returns super
  language sql immutable return a || b;
create or replace function pg_catalog.split_to_array(value text, separator text default ',') returns super
  language sql immutable return to_jsonb(string_to_array(value, separator));
create or replace function pg_catalog.array_to_string(value jsonb, separator text) returns text
  language sql immutable return (select string_agg(item, separator) from jsonb_array_elements_text(value) as t(item));
create or replace function pg_catalog.subarray(value jsonb, start integer, size integer default 2147483647) returns super
  language sql immutable return (select coalesce(jsonb_agg(item order by number), '[]'::jsonb)
    from jsonb_array_elements(value) with ordinality as t(item, number)
    where number > start and number - start <= size);
create or replace function pg_catalog.array_flatten(value jsonb) returns super language sql immutable
  return (select coalesce(jsonb_agg(inside order by number, place), '[]'::jsonb)
    from jsonb_array_elements(value) with ordinality as t(item, number),
      jsonb_array_elements(case jsonb_typeof(item) when 'array' then item else jsonb_build_array(item) end)
        with ordinality as u(inside, place));
create or replace function rs_compat.attribute_names(value jsonb, upper_case boolean) returns jsonb
  language plpgsql immutable as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (select coalesce(jsonb_object_agg(
      case when upper_case then upper(key) else lower(key) end, rs_compat.attribute_names(inside, upper_case)), '{}'::jsonb)
      from jsonb_each(value) as t(key, inside))
    when 'array' then (select coalesce(jsonb_agg(rs_compat.attribute_names(item, upper_case) order by number), '[]'::jsonb)
      from jsonb_array_elements(value) with ordinality as t(item, number))
    else value end;
end $$;
create or replace function pg_catalog.lower_attribute_names(value jsonb) returns super language sql immutable
  return rs_compat.attribute_names(value, false);
create or replace function pg_catalog.upper_attribute_names(value jsonb) returns super language sql immutable
  return rs_compat.attribute_names(value, true);
create or replace function pg_catalog.is_smallint(value jsonb) returns boolean language sql immutable
  return pg_catalog.is_integer(value) and value::numeric between -32768 and 32767;
create or replace function pg_catalog.is_bigint(value jsonb) returns boolean language sql immutable
  return pg_catalog.is_integer(value) and value::numeric between -9223372036854775808 and 9223372036854775807;
-- What is not a number has no value as one, as Redshift's lax rules have it.
create or replace function rs_compat.super_number(value jsonb) returns numeric
  language sql immutable return case when jsonb_typeof(value) = 'number' then value::numeric end;

create or replace function rs_compat.try_cast(value text, wanted anyelement) returns anyelement
  language plpgsql stable as $$
begin
  execute format('select %L::%s', value, pg_typeof(wanted)) into wanted;
  return wanted;
exception when data_exception then
  return null;
end $$;
