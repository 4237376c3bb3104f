{#- A rebuilt table is a new one: its grants, masks and row policies went with the old. `./clickstream governance apply` notes
    in governance.reattachment what lies on each table; this hook repeats it in the transaction that puts the new table in the
    old one's place, so that nobody ever sees it bare. Fails closed: a table with other columns or types than those noted gets
    nothing, so nobody reads it until `apply` has looked at it again. -#}
{% macro reattach_policies() -%}
    {%- if execute and not is_incremental()
        and adapter.get_relation(this.database, 'governance', 'reattachment') is not none -%}
        {%- set noted = run_query(
            "select column_types, statement from governance.reattachment where schema_name = '" ~ this.schema
            ~ "' and table_name = '" ~ this.identifier ~ "' order by place"
        ) -%}
        {%- if noted.rows | length > 0 -%}
            {%- if model.config.materialized == 'view' or column_types_of(this) == noted.rows[0][0] -%}
                {%- for row in noted.rows -%} {%- do run_query(row[1]) -%} {%- endfor -%}
            {%- else -%}
                {%- do exceptions.warn(
                    this ~ " has other columns than when its policies were made: nobody reads it until ./clickstream governance apply"
                ) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- As governance/catalog.py reads them. -#}
{% macro column_types_of(relation) -%}
    {%- set columns = run_query(
        "select a.attname, format_type(a.atttypid, a.atttypmod) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        ~ "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where n.nspname = '"
        ~ relation.schema ~ "' and c.relname = '" ~ relation.identifier ~ "' order by a.attnum"
    ) -%}
    {%- set types = [] -%}
    {%- for row in columns.rows -%} {%- do types.append(row[0] ~ ' ' ~ row[1]) -%} {%- endfor -%}
    {{ return(types | join(', ')) }}
{%- endmacro %}
