-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Alias'
),

final as (
    select
        -- ids
        message_id,
        user_id,
        anonymous_id,
        session_id,
        -- when, UTC
        occurred_at,
        received_at,
        -- properties
        {{ as_text(json_text('properties', 'previousId'), 1024) }} as previous_id,
        -- envelope
        source,
        schema,
        -- processing
        sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq,
        sys_process_time
    from events
)

select * from final
