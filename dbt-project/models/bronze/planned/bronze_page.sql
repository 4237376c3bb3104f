-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Page'
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
        {{ as_text(json_text('properties', 'name'), 2048) }} as name,
        {{ as_text(json_text('properties', 'category'), 1024) }} as category,
        {{ as_text(json_text('properties', 'title'), 4096) }} as title,
        {{ as_text(json_text('properties', 'url'), 16384) }} as url,
        {{ as_text(json_text('properties', 'path'), 16384) }} as path,
        {{ as_text(json_text('properties', 'referrer'), 16384) }} as referrer,
        {{ as_text(json_text('properties', 'search'), 16384) }} as search,
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
