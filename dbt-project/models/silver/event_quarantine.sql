{{ config(
    incremental_strategy='reread',
    unique_key='sys_process_load_seq',
    sort='sys_process_load_seq',
    meta={'rereads': 'events'}
) }}

with landed as (
    select * from {{ ref('bronze_landed_events') }}
    where
        quarantine_reason is not null
        {% if is_restatement() %}
            and (sys_process_load_seq > {{ built_load_seq() }}{{ or_restated('sys_process_load_seq', 'events') }})
        {% endif %}
),

final as (
    select
        quarantine_reason as reason,
        message_id,
        user_id,
        anonymous_id,
        type,
        event,
        source,
        occurred_at,
        received_at,
        properties,
        context,
        sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq
    from landed
)

select * from final
