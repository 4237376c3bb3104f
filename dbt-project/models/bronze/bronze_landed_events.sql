{{ config(
    materialized='incremental',
    incremental_strategy='reread',
    on_schema_change='fail',
    sort='sys_process_load_seq',
    meta={'rereads': 'events'}
) }}

with landed as (
    select * from {{ source('landing', 'events') }}
    {% if is_restatement() %}
    where
        sys_process_load_seq > {{ highest_load_seq(this) }}
        {{- or_restated('sys_process_load_seq', 'events') }}
    {% endif %}
),

final as (
    select
        -- ids
        cast(message_id as varchar(256)) as message_id,
        cast(user_id as varchar(256)) as user_id,
        cast(anonymous_id as varchar(256)) as anonymous_id,
        cast(session_id as varchar(256)) as session_id,
        -- what
        cast(type as varchar(16)) as type,
        cast(event as varchar(256)) as event,
        cast(schema as varchar(128)) as schema,
        cast(split_part(split_part(sys_process_topic, '.', 2), '-', 2) as varchar(32)) as domain,
        cast(source as varchar(128)) as source,
        -- when, UTC
        occurred_at,
        original_timestamp,
        sent_at,
        received_at,
        -- contents, JSON text
        cast(context as varchar(65535)) as context,
        cast(properties as varchar(65535)) as properties,
        -- flags
        nvl(',' || flags || ',' like '%,bot,%', false) as is_bot,
        nvl(',' || flags || ',' like '%,skewed,%', false) as is_skewed,
        nvl(',' || flags || ',' like '%,late,%', false) as is_late,
        nvl(',' || flags || ',' like '%,unplanned,%', false) as is_unplanned,
        -- verdict, judged once: null is usable
        cast({{ quarantine_reason() }} as varchar(32)) as quarantine_reason,
        -- processing
        cast(sys_process_topic as varchar(128)) as sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq,
        sys_process_date,
        sys_process_time
    from landed
)

select * from final
