-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Products Searched'
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
        {{ as_text(json_text('properties', 'query'), 1024) }} as query,
        {{ as_text(json_text('properties', 'kind'), 256) }} as kind,
        {{ as_text(json_text('properties', 'destination'), 1024) }} as destination,
        {{ as_date(json_text('properties', 'check_in')) }} as check_in,
        {{ as_date(json_text('properties', 'check_out')) }} as check_out,
        {{ as_integer(json_text('properties', 'guests')) }} as guests,
        {{ as_integer(json_text('properties', 'results')) }} as results,
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
