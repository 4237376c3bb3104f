-- Generated from the tracking plan by generate_bronze.py; do not edit.
with events as (
    select * from {{ ref('bronze_landed_events') }}
    where event = 'Order Completed'
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
        {{ as_text(json_text('properties', 'order_id'), 1024) }} as order_id,
        {{ as_text(json_text('properties', 'checkout_id'), 1024) }} as checkout_id,
        {{ as_text(json_text('properties', 'affiliation'), 1024) }} as affiliation,
        {{ as_decimal(json_text('properties', 'total')) }} as total,
        {{ as_decimal(json_text('properties', 'revenue')) }} as revenue,
        {{ as_decimal(json_text('properties', 'tax')) }} as tax,
        {{ as_decimal(json_text('properties', 'discount')) }} as discount,
        {{ as_text(json_text('properties', 'coupon'), 1024) }} as coupon,
        {{ as_text(json_text('properties', 'currency'), 3) }} as currency,
        {{ as_text(json_text('properties', 'country'), 2) }} as country,
        {{ as_text(json_text('properties', 'payment_method'), 256) }} as payment_method,
        {{ as_text(json_text('properties', 'products'), 65535) }} as products,
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
        {{ in_sgd('typed.total', 'rates.sgd_per_unit') }} as total_sgd,
        {{ in_sgd('typed.revenue', 'rates.sgd_per_unit') }} as revenue_sgd,
        {{ in_sgd('typed.tax', 'rates.sgd_per_unit') }} as tax_sgd,
        {{ in_sgd('typed.discount', 'rates.sgd_per_unit') }} as discount_sgd,
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
