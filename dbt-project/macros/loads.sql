{#- The highest load the last successful run had in front of it. All that came later is new; a model reads what is
    new and restates whatever it touches, so reading too much is harmless. A literal, since Redshift prunes blocks by
    literals and not by subqueries. A run of the whole project goes back to the last one that was whole, since the models
    tagged `slow` have seen nothing of the hot runs between. -#}
{% macro built_load_seq() -%}
    {%- if execute and flags.WHICH in ('run', 'build') -%}
        {%- set found = run_query(
            "select coalesce(max(load_seq), -1) from " ~ source('ops', 'dbt_run') ~ " where status = 'success'"
            ~ ("" if is_hot_cycle() else " and nvl(cycle, 'whole') = 'whole'")
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

{#- Whether this run leaves the models tagged `slow` to a later one. The runner says so. -#}
{% macro is_hot_cycle() -%}
    {{ return(env_var('CLICKSTREAM_DBT_CYCLE', 'whole') == 'hot') }}
{%- endmacro %}
