{#- The highest load the last whole successful run had in front of it. All that came later is new; a model reads what is
    new and restates whatever it touches, so reading too much is harmless. A literal, since Redshift prunes blocks by
    literals and not by subqueries. -#}
{% macro built_load_seq() -%}
    {%- if execute and flags.WHICH in ('run', 'build') -%}
        {%- set found = run_query(
            "select coalesce(max(load_seq), -1) from " ~ source('ops', 'dbt_run') ~ " where status = 'success'"
        ) -%}
        {{ found.columns[0].values()[0] | int }}
    {%- else -%}
        -1
    {%- endif -%}
{%- endmacro %}

{#- The highest load a table holds. Loads commit one after the other, so what is above it has not been read yet. -#}
{% macro highest_load_seq(relation) -%}
    {%- if execute -%}
        {%- set found = run_query("select coalesce(max(sys_process_load_seq), -1) from " ~ relation) -%}
        {{ found.columns[0].values()[0] | int }}
    {%- else -%}
        -1
    {%- endif -%}
{%- endmacro %}
