{#- Incremental strategy `restate`: what silver.changed_keys lists is forgotten, then told anew, in one transaction.
    Unlike delete+insert it also forgets a key of which nothing is left (a device whose events went to a person). -#}
{% macro get_incremental_restate_sql(arg_dict) %}
    {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
    delete from {{ arg_dict['target_relation'] }}
    where {{ arg_dict['unique_key'] }} in (
        select {{ changed_key_column(model.config.meta.restates) }}
        from {{ ref('changed_keys') }}
        where entity = '{{ model.config.meta.restates }}'
    );

    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    (
        select {{ columns }}
        from {{ arg_dict['temp_relation'] }}
    )
{% endmacro %}

{% macro changed_key_column(entity) -%}
    {{ 'changed_on' if entity.split('_') | last in ('day', 'week') else 'id' }}
{%- endmacro %}

{#- `and column in (…)` on an incremental run, nothing on a full one. The ref stands outside the condition: dbt looks for
    dependencies where no run is incremental yet. -#}
{% macro only_changed(column, entity) -%}
    {%- set changed_keys = ref('changed_keys') -%}
    {%- if is_restatement() %}
        and {{ column }} in (select {{ changed_key_column(entity) }} from {{ changed_keys }} where entity = '{{ entity }}')
    {%- endif -%}
{%- endmacro %}

{#- Whether this run adds to what earlier runs built. A macro of our own, so that unit tests can say so without a
    stand-in for the table. -#}
{% macro is_restatement() -%}
    {{ return(not should_full_refresh() and is_incremental()) }}
{%- endmacro %}
