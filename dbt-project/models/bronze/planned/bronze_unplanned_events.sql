-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
),

final as (
    select
        -- ids
        message_id,
        user_id,
        anonymous_id,
        session_id,
        -- what
        type,
        event,
        schema,
        source,
        properties,
        context,
        -- when, UTC
        occurred_at,
        received_at,
        -- processing
        sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq,
        sys_process_time
    from events
    where
        event is null
        or event not in (
            'Alias',
            'Cart Viewed',
            'Checkout Started',
            'Group',
            'Identify',
            'Order Cancelled',
            'Order Completed',
            'Page',
            'Product Added',
            'Product Added to Wishlist',
            'Product Clicked',
            'Product List Filtered',
            'Product List Viewed',
            'Product Removed',
            'Product Removed from Wishlist',
            'Product Viewed',
            'Products Searched',
            'Promotion Clicked',
            'Screen'
        )
)

select * from final
