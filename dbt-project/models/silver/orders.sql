{{ config(
    incremental_strategy='restate',
    unique_key='order_id',
    sort='ordered_on',
    meta={'restates': 'order'}
) }}

with order_events as (
    select
        order_id,
        message_id,
        event,
        profile_id,
        currency,
        properties,
        occurred_at,
        row_number() over (partition by order_id, event order by occurred_at, message_id) as place
    from {{ ref('events') }}
    where
        event in ('Order Completed', 'Order Cancelled')
        and order_id is not null
        {{- only_changed('order_id', 'order') }}
),

rates as (
    select * from {{ ref('bronze_currency_rates') }}
),

numbers as (
    {{ numbers() }}
),

completions as (
    select
        *,
        {{ as_decimal(json_text('properties', 'total')) }} as total,
        {{ as_decimal(json_text('properties', 'revenue')) }} as revenue,
        {{ json_text('properties', 'country') }} as country,
        {{ json_text('properties', 'products') }} as products
    from order_events
    where event = 'Order Completed' and place = 1
),

cancellations as (
    select order_id, message_id, occurred_at, profile_id
    from order_events
    where event = 'Order Cancelled' and place = 1
),

products as (
    select
        completions.order_id,
        json_extract_array_element_text(completions.products, cast(numbers.n as integer), true) as product
    from completions
    inner join numbers on numbers.n < json_array_length(completions.products, true)
),

pieces as (
    select
        order_id,
        nvl({{ as_integer(json_text('product', 'quantity'), 6) }}, 1) as quantity,
        nvl({{ as_integer(json_text('product', 'nights'), 6) }}, 0) as nights,
        {{ as_date(json_text('product', 'check_in')) }} as check_in
    from products
),

baskets as (
    select order_id, sum(quantity) as item_count, sum(quantity * nights) as night_count, min(check_in) as check_in
    from pieces
    group by 1
),

ids as (
    select order_id from completions
    union
    select order_id from cancellations
),

final as (
    select
        -- ids
        ids.order_id,
        nvl(completions.profile_id, cancellations.profile_id) as profile_id,
        completions.message_id as completed_message_id,
        cancellations.message_id as cancelled_message_id,
        -- what
        {{ as_text('completions.country', 2) }} as country,
        cast(nvl(baskets.item_count, 0) as bigint) as item_count,
        cast(nvl(baskets.night_count, 0) as bigint) as night_count,
        baskets.check_in,
        -- money
        nvl(completions.total, completions.revenue) as amount,
        completions.currency,
        {{ in_sgd('nvl(completions.total, completions.revenue)', 'rates.sgd_per_unit') }} as amount_sgd,
        rates.sgd_per_unit as sgd_rate,
        rates.valid_from as sgd_rate_date,
        -- when, UTC
        completions.occurred_at as ordered_at,
        cast(completions.occurred_at as date) as ordered_on,
        cancellations.occurred_at as cancelled_at,
        cast(cancellations.occurred_at as date) as cancelled_on
    from ids
    left join completions on ids.order_id = completions.order_id
    left join cancellations on ids.order_id = cancellations.order_id
    left join baskets on ids.order_id = baskets.order_id
    left join rates
        on
            completions.currency = rates.currency
            and rates.valid_from <= cast(completions.occurred_at as date)
            and rates.valid_until > cast(completions.occurred_at as date)
)

select * from final
