{#- This moment, UTC. A macro of our own, so that unit tests can say when it is. -#}
{% macro now() -%}
    getdate()
{%- endmacro %}
