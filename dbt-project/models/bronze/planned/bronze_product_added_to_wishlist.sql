-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Product Added to Wishlist'
),

rates as (
    select * from {{ ref('bronze_currency_rates') }}
),

typed as (
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
        {{ as_text(json_text('properties', 'wishlist_name'), 1024) }} as wishlist_name,
        {{ as_text(json_text('properties', 'product_id'), 1024) }} as product_id,
        {{ as_text(json_text('properties', 'sku'), 1024) }} as sku,
        {{ as_text(json_text('properties', 'name'), 4096) }} as name,
        {{ as_text(json_text('properties', 'brand'), 1024) }} as brand,
        {{ as_text(json_text('properties', 'category'), 1024) }} as category,
        {{ as_text(json_text('properties', 'variant'), 1024) }} as variant,
        {{ as_decimal(json_text('properties', 'price')) }} as price,
        {{ as_text(json_text('properties', 'currency'), 3) }} as currency,
        {{ as_integer(json_text('properties', 'quantity')) }} as quantity,
        {{ as_integer(json_text('properties', 'position')) }} as position,
        {{ as_text(json_text('properties', 'url'), 16384) }} as url,
        {{ as_text(json_text('properties', 'image_url'), 16384) }} as image_url,
        {{ as_text(json_text('properties', 'destination'), 1024) }} as destination,
        {{ as_date(json_text('properties', 'check_in')) }} as check_in,
        {{ as_date(json_text('properties', 'check_out')) }} as check_out,
        {{ as_integer(json_text('properties', 'nights')) }} as nights,
        {{ as_integer(json_text('properties', 'guests')) }} as guests,
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
),

final as (
    select
        typed.*,
        {{ in_sgd('typed.price', 'rates.sgd_per_unit') }} as price_sgd,
        rates.sgd_per_unit as sgd_rate,
        rates.valid_from as sgd_rate_date
    from typed
    left join rates
        on
            typed.currency = rates.currency
            and rates.valid_from <= cast(typed.occurred_at as date)
            and rates.valid_until > cast(typed.occurred_at as date)
)

select * from final
