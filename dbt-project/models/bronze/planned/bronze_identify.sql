-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Identify'
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
        {{ as_text(json_text('properties', 'email'), 1280) }} as email,
        {{ as_text(json_text('properties', 'phone'), 256) }} as phone,
        {{ as_text(json_text('properties', 'name'), 2048) }} as name,
        {{ as_text(json_text('properties', 'country'), 2) }} as country,
        {{ as_text(json_text('properties', 'language'), 140) }} as language_value,
        {{ as_text(json_text('properties', 'currency'), 3) }} as currency,
        {{ as_text(json_text('properties', 'plan'), 256) }} as plan,
        {{ as_timestamp(json_text('properties', 'created_at')) }} as created_at,
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
