-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Product Removed from Wishlist'
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
        {{ as_text(json_text('properties', 'wishlist_id'), 1024) }} as wishlist_id,
        {{ as_text(json_text('properties', 'product_id'), 1024) }} as product_id,
        {{ as_text(json_text('properties', 'sku'), 1024) }} as sku,
        {{ as_text(json_text('properties', 'name'), 4096) }} as name,
        {{ as_text(json_text('properties', 'category'), 1024) }} as category,
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
