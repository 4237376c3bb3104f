{#- Landing may change below the watermark: a load is landed again, a person's rows are deleted. Whoever does that notes the
    load in ops.restated_loads, in the same transaction. A run takes those noted since the last successful one and before its
    own start, reads them again whole, and keeps in ops.restated_rows the keys of whatever differs: of what was there before, and
    of what is there now. Silver restates those messages and devices, silver.changed_keys the rest. The keys stay until a run of
    the whole project has succeeded, so a run killed anywhere leaves the next one all it has to forget. -#}

{#- The restatements of this run as [after, to]: noted after the first, up to the second. -#}
{% macro restatement_bounds() -%}
    {%- if execute and flags.WHICH in ('run', 'build') and model.resource_type == 'model' -%}
        {%- set found = run_query(
            "select coalesce(max(case when status = 'success'"
            ~ ("" if is_hot_cycle() else " and nvl(cycle, 'whole') = 'whole'")
            ~ " then restatement_seq end), 0), coalesce(max(case when run_id = '" ~ invocation_id
            ~ "' then restatement_seq end), 0) from " ~ source('ops', 'dbt_run')
        ) -%}
        {{ return([found.columns[0].values()[0] | int, found.columns[1].values()[0] | int]) }}
    {%- else -%}
        {{ return([0, 0]) }}
    {%- endif -%}
{%- endmacro %}

{% macro is_restating() -%}
    {%- set bounds = restatement_bounds() -%}
    {{ return(bounds[1] > bounds[0]) }}
{%- endmacro %}

{#- Only where is_restating(): on all other runs the condition on the load stays alone, and prunes blocks. -#}
{% macro restated_loads(landing_table) -%}
    {%- set bounds = restatement_bounds() -%}
    select load_seq from {{ source('ops', 'restated_loads') }}
    where landing_table = '{{ landing_table }}' and restatement_seq > {{ bounds[0] }} and restatement_seq <= {{ bounds[1] }}
{%- endmacro %}

{% macro restated_messages() -%}
    select message_id from {{ source('ops', 'restated_rows') }}
    where restatement_seq > {{ restatement_bounds()[0] }} and message_id is not null
{%- endmacro %}

{% macro restated_devices() -%}
    select anonymous_id from {{ source('ops', 'restated_rows') }}
    where restatement_seq > {{ restatement_bounds()[0] }} and anonymous_id is not null
{%- endmacro %}

{#- `or column in (…)` on a run that restates, else nothing. -#}
{% macro or_restated(column, landing_table=none) -%}
    {%- if is_restating() %}
        or {{ column }} in ({{ restated(column, landing_table) }})
    {%- endif -%}
{%- endmacro %}

{% macro restated(column, landing_table=none) -%}
    {%- if landing_table -%} {{ restated_loads(landing_table) }}
    {%- elif column == 'anonymous_id' -%} {{ restated_devices() }}
    {%- else -%} {{ restated_messages() }}
    {%- endif -%}
{%- endmacro %}

{#- Incremental strategy `reread`: delete+insert by the unique key, if there is one, and on a run that restates, what is
    restated is forgotten even if nothing of it is left. `meta.rereads` says what: a landing table, of whose loads the rows
    are, or `message` or `device`, the unique key. One transaction, with the keys that are kept of it. -#}
{% macro get_incremental_reread_sql(arg_dict) %}
    {%- set target = arg_dict['target_relation'] -%}
    {%- set temp = arg_dict['temp_relation'] -%}
    {%- set key = arg_dict['unique_key'] -%}
    {%- set rereads = model.config.meta.rereads -%}
    {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
    {%- if is_restating() -%}
        {{ keep_restated_rows(target, temp, arg_dict['dest_columns']) }}
        delete from {{ target }}
        where
            {%- if rereads in ('message', 'device') %}
            {{ key }} in ({{ restated(key) }})
            {%- else %}
            sys_process_load_seq in ({{ restated_loads(rereads) }})
            {%- endif %};
    {%- endif %}
    {%- if key %}
        delete from {{ target }}
        where {{ key }} in (select {{ key }} from {{ temp }});
    {%- endif %}

    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ temp }}
    )
{% endmacro %}

{#- Who comes first sees what differs between landing and what was read of it before; links and events add where their rows
    were before they are told anew. -#}
{% macro keep_restated_rows(target, temp, columns) -%}
    {%- if model.name == 'bronze_landed_events' -%}
        {%- set differing = "(" ~ rows_that_differ(target, temp, columns, 'events') ~ ") as differing" -%}
        {{ keep_rows(differing, {
            'message_id': 'message_id', 'event': 'event', 'user_id': 'user_id', 'anonymous_id': 'anonymous_id',
            'order_id': json_text('properties', 'order_id'), 'product_id': product_of_properties(),
            'occurred_on': 'case when quarantine_reason is null then occurred_at end'
        }) }}
        {{ keep_rows(differing ~ " where type = 'alias'", {
            'user_id': 'user_id', 'anonymous_id': json_text('properties', 'previousId')
        }) }}
    {%- elif model.name == 'identity_merges' -%}
        {{ keep_rows("(" ~ rows_that_differ(target, temp, columns, 'identity_links') ~ ") as differing", {
            'user_id': 'user_id', 'anonymous_id': 'anonymous_id'
        }) }}
    {%- elif model.name == 'identity_links' -%}
        {{ keep_rows(target ~ " where anonymous_id in (" ~ restated_devices() ~ ")", {
            'user_id': 'user_id', 'anonymous_id': 'anonymous_id'
        }, once=true) }}
    {%- elif model.name == 'events' -%}
        {{ keep_rows(
            target ~ " where message_id in (" ~ restated_messages() ~ ") or (nullif(user_id, '') is null and anonymous_id in ("
            ~ restated_devices() ~ "))",
            {
                'message_id': 'message_id', 'event': 'event', 'user_id': 'user_id', 'anonymous_id': 'anonymous_id',
                'profile_id': 'profile_id', 'order_id': 'order_id', 'product_id': 'product_id', 'occurred_on': 'occurred_on'
            },
            once=true
        ) }}
    {%- endif -%}
{%- endmacro %}

{#- Of the loads of this run's restatements, the rows on one side alone, or there more often than on the other; when a row was
    loaded does not count. -#}
{% macro rows_that_differ(target, temp, columns, landing_table) -%}
    {%- set compared = get_quoted_csv(
        columns | map(attribute='name') | reject('in', ['sys_process_date', 'sys_process_time'])
    ) -%}
    {%- set restated = " where sys_process_load_seq in (" ~ restated_loads(landing_table) ~ ")" -%}
    {%- set counted = compared ~ ", count(*) as copies" -%}
    {%- set before = "select " ~ counted ~ " from " ~ target ~ restated ~ " group by " ~ compared -%}
    {%- set now = "select " ~ counted ~ " from " ~ temp ~ restated ~ " group by " ~ compared -%}
    (({{ before }}) except ({{ now }})) union all (({{ now }}) except ({{ before }}))
{%- endmacro %}

{% macro columns_of_restated_rows() -%}
    {{ return({
        'message_id': 'varchar(256)', 'event': 'varchar(256)', 'user_id': 'varchar(256)', 'anonymous_id': 'varchar(256)',
        'profile_id': 'varchar(512)', 'order_id': 'varchar(256)', 'product_id': 'varchar(256)', 'occurred_on': 'date'
    }) }}
{%- endmacro %}

{#- What is not said is null. `once`: a run that is tried again keeps none twice. What differs cannot come twice, since it does not
    differ any more; and bronze and the links' log, which run side by side, must not read what the other writes, or a
    serializable warehouse refuses one of them. -#}
{% macro keep_rows(from, said, once=false) -%}
    {%- set rows = source('ops', 'restated_rows') -%}
    {%- set names = columns_of_restated_rows() | join(', ') -%}
    insert into {{ rows }} (restatement_seq, {{ names }})
    (
        select distinct
            {{ restatement_bounds()[1] }}
            {%- for name, type in columns_of_restated_rows().items() %},
            cast({{ said[name] or 'null' }} as {{ type }}) as {{ name }}
            {%- endfor %}
        from {{ from }}
        {%- if once %}
        except
        select restatement_seq, {{ names }} from {{ rows }}
        {%- endif %}
    );
{%- endmacro %}

{#- As silver.events has it: the product of the event, or the first of its products. -#}
{% macro product_of_properties() -%}
    {%- set first = "json_extract_array_element_text(" ~ json_text('properties', 'products') ~ ", 0, true)" -%}
    {{ as_text("nvl(" ~ json_text('properties', 'product_id') ~ ", " ~ json_text(first, 'product_id') ~ ")", 256) }}
{%- endmacro %}

{% macro make_restated_rows() -%}
    {%- set columns = ['restatement_seq bigint'] -%}
    {%- for name, type in columns_of_restated_rows().items() -%} {%- do columns.append(name ~ ' ' ~ type) -%} {%- endfor -%}
    {%- do run_query("create table if not exists " ~ source('ops', 'restated_rows') ~ " (" ~ columns | join(', ') ~ ")") -%}
{%- endmacro %}

{#- After a run of the whole project: nobody has to know any more what was there before, and which keys this run restated. The
    ids among them may be of somebody who was erased. -#}
{% macro forget_restated_rows() -%}
    {%- set changed_keys = graph.nodes.values() | selectattr('name', 'equalto', 'changed_keys') | first -%}
    delete from {{ changed_keys.relation_name }};
    delete from {{ source('ops', 'restated_rows') }}
    where restatement_seq <= (select restatement_seq from {{ source('ops', 'dbt_run') }} where run_id = '{{ invocation_id }}')
{%- endmacro %}
