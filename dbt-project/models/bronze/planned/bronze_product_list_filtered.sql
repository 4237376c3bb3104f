-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Product List Filtered'
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
        {{ as_text(json_text('properties', 'list_id'), 1024) }} as list_id,
        {{ as_text(json_text('properties', 'filter'), 1024) }} as filter,
        {{ as_text(json_text('properties', 'kind'), 256) }} as kind,
        {{ as_text(json_text('properties', 'active_filters'), 65535) }} as active_filters,
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
