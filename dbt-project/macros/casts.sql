{#- Casts that cannot fail: what does not parse is null, so that one odd value never stops a run. -#}

{#- A member of a JSON object as text. Paths of SUPER fold case (groupId would be lost), so JSON stays text here.
    Redshift gives '' for a missing member; that and a real '' both become null. -#}
{% macro json_text(column, key) -%}
    nullif(json_extract_path_text({{ column }}, '{{ key }}', true), '')
{%- endmacro %}

{% macro as_text(expression, length) -%}
    cast({{ expression }} as varchar({{ length }}))
{%- endmacro %}

{#- Whole numbers, 3.0 too; `digits` bounds what later sums can reach. -#}
{% macro as_integer(expression, digits=18) -%}
    case
        when {{ expression }} ~ '^-?[0-9]{1,{{ digits }}}([.]0+)?$'
            then cast(split_part({{ expression }}, '.', 1) as bigint)
    end
{%- endmacro %}

{#- Decimal text that fits numeric(18, 4); more than four decimals are rounded, and then one digit less may stand before. -#}
{% macro as_decimal(expression) -%}
    case
        when {{ expression }} ~ '^-?([0-9]{1,14}([.][0-9]{1,4})?|[0-9]{1,13}[.][0-9]{5,20})$'
            then cast({{ expression }} as numeric(18, 4))
    end
{%- endmacro %}

{% macro as_boolean(expression) -%}
    case lower({{ expression }}) when 'true' then true when 'false' then false end
{%- endmacro %}

{% macro as_date(expression) -%}
    case
        when {{ expression }} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
            then try_cast({{ expression }} as date)
    end
{%- endmacro %}

{#- ISO 8601 with a zone, to UTC without one. -#}
{% macro as_timestamp(expression) -%}
    case
        when {{ expression }} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})$'
            then try_cast({{ expression }} as timestamptz) at time zone 'UTC'
    end
{%- endmacro %}

{#- numeric(18, 4) by numeric(18, 8) fits numeric(28, 4) always: no amount a customer sends can overflow it. -#}
{% macro in_sgd(amount, rate) -%}
    cast(round({{ amount }} * {{ rate }}, 4) as numeric(28, 4))
{%- endmacro %}
