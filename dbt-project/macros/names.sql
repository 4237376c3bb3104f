{#- The schema is the layer, exactly: no prefix of a developer or a target. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}

{#- dbt wants model names unique over all layers; the table drops its layer's prefix: bronze_events is bronze.events. Of a model
    with versions the latest has the plain name, and each other one its version behind it: gold.daily_sales_v1. -#}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- set layer = node.fqn[1] ~ '_' -%}
    {%- if custom_alias_name is not none -%} {{ custom_alias_name | trim }}
    {%- elif node.version and node.version != node.latest_version -%} {{ node.name }}_v{{ node.version }}
    {%- elif node.name.startswith(layer) -%} {{ node.name[layer | length:] }}
    {%- else -%} {{ node.name }}
    {%- endif -%}
{%- endmacro %}
