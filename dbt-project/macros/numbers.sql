{#- 0, 1, … below 1000: to walk through a JSON array of text. -#}
{% macro numbers() -%}
    select ones.digit + 10 * tens.digit + 100 * hundreds.digit as n
    from ({{ digits() }}) as ones
    cross join ({{ digits() }}) as tens
    cross join ({{ digits() }}) as hundreds
{%- endmacro %}

{% macro digits() -%}
    {%- for digit in range(10) -%}
        select {{ digit }} as digit{{ ' union all ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
