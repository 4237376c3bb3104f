{#- Money per piece with four decimals; null when there is no piece. Division of wide numerics loses its scale in
    Redshift, so both sides are narrowed first. -#}
{% macro average(total, count) -%}
    cast(
        round(cast({{ total }} as numeric(28, 4)) / nullif(cast({{ count }} as numeric(9, 0)), 0), 4) as numeric(28, 4)
    )
{%- endmacro %}
