-- supported: choosing values
select nvl(null, 1), nvl2(null, 'a', 'b'), coalesce(null, 2), decode('click', 'view', 1, 'click', 2, 0), decode(null, null, 'same', 'other')
-- > 1|b|2|2|same

-- supported: text
select strtol('ff', 16), len('abc'), charindex('b','abc'), split_part('a,b', ',', 2), initcap('ab c'), left('abc', 2), right('abc', 2), translate('abc', 'b', 'x'), btrim('  a ')
-- > 255|3|2|b|Ab C|ab|bc|axc|a

-- supported: upper and lower case reach beyond ASCII
select upper('straße é'), lower('ÄÖ')
-- > STRASSE É|äö
-- or STRAßE É|äö

-- supported: hashes
select md5('a'), sha2('a', 256), func_sha1('a'), sha1('a') = sha('a')
-- > 0cc175b9c0f1b6a831c399e269772661|ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb|86f7e437faa5a7fce15d1ddcb9eaeaea377667b8|t

-- supported: regular expressions replace every match
select regexp_substr('abc123', '[0-9]+'), regexp_replace('a1b2', '[0-9]', ''), regexp_count('a1b2', '[0-9]'), regexp_instr('a1', '[0-9]'), regexp_replace('a1b2', '[0-9]')
-- > 123|ab|2|2|ab

-- supported: a backslash escapes in a plain literal
select 'a\tb' = 'a' || chr(9) || 'b', 'it\'s'
-- > t|it's

-- supported: casts that may fail
select try_cast('12' as int), try_cast('x' as int), try_cast('2026-13-01' as date)
-- > 12|null|null

-- supported: arithmetic of integers stays whole
select 7 / 2, 7 % 2, 7.0 / 2 > 3.4, round(2.5), trunc(2.7), trunc(2.789, 2)
-- > 3|1|t|3|2|2.78

-- supported: concatenation with null is null
select 'a' || null, concat('a', 'b')
-- > null|ab
