{#- False for ids that stand for nobody: a link on one of them would melt strangers together. The stream processor
    keeps the same list. -#}
{% macro is_somebody(id) -%}
    lower(btrim({{ id }})) not in (
        '', 'null', 'undefined', 'none', 'nil', 'nan', 'guest', 'anonymous', 'unknown', '0', '-1', 'true', 'false'
    )
{%- endmacro %}
