{{ config(
    incremental_strategy='restate',
    unique_key='order_id',
    sort='ordered_on',
    meta={'restates': 'order'}
) }}

with orders as (
    select * from {{ ref('orders') }}
    where
        ordered_on is not null
        {{- only_changed('order_id', 'order') }}
),

completions as (
    select message_id, {{ json_text('properties', 'products') }} as products from {{ ref('events') }}
    where
        event = 'Order Completed'
        {{- only_changed('order_id', 'order') }}
),

numbers as (
    {{ numbers() }}
),

-- an order that names no product is still one line, so that no order gets lost
lines as (
    select
        orders.order_id,
        orders.profile_id,
        orders.country,
        orders.currency,
        orders.amount_sgd,
        orders.ordered_at,
        orders.ordered_on,
        orders.cancelled_at,
        orders.cancelled_on,
        nvl(numbers.n, 0) + 1 as line_number,
        nullif(json_extract_array_element_text(completions.products, cast(numbers.n as integer), true), '') as product
    from orders
    left join completions on orders.completed_message_id = completions.message_id
    left join numbers on numbers.n < json_array_length(completions.products, true)
),

typed as (
    select
        *,
        {{ as_text(json_text('product', 'product_id'), 256) }} as product_id,
        {{ as_text(json_text('product', 'category'), 256) }} as category,
        {{ as_text(json_text('product', 'destination'), 256) }} as destination,
        case when product is null then 0 else nvl({{ as_integer(json_text('product', 'quantity'), 6) }}, 1) end as quantity,
        nvl({{ as_integer(json_text('product', 'nights'), 6) }}, 0) as nights,
        {{ as_integer(json_text('product', 'guests'), 6) }} as guests,
        {{ as_decimal(json_text('product', 'price')) }} as price,
        {{ as_date(json_text('product', 'check_in')) }} as check_in,
        {{ as_date(json_text('product', 'check_out')) }} as check_out
    from lines
),

valued as (
    select *, greatest(nvl(cast(price as double precision), 0) * quantity, 0) as value
    from typed
),

-- what was paid is the order's; a line has the part that its price and pieces are of all lines'
shared as (
    select
        *,
        cast(
            case
                when sum(value) over (partition by order_id) > 0
                    then value / nullif(sum(value) over (partition by order_id), 0)
                else 0
            end as numeric(9, 8)
        ) as share,
        max(line_number) over (partition by order_id) as line_count
    from valued
),

rounded as (
    select *, {{ in_sgd('amount_sgd', 'share') }} as part_sgd
    from shared
),

summed as (
    select
        *,
        sum(part_sgd) over (partition by order_id order by line_number rows unbounded preceding) as parts_sgd
    from rounded
),

final as (
    select
        -- ids
        order_id,
        cast(line_number as integer) as line_number,
        profile_id,
        product_id,
        -- what
        category,
        destination,
        country,
        cast(quantity as bigint) as item_count,
        cast(quantity * nights as bigint) as night_count,
        guests as guest_count,
        check_in,
        check_out,
        cast(datediff(day, ordered_on, check_in) as integer) as lead_days,
        -- money: the last line takes what rounding left
        price,
        currency,
        cast(
            case when line_number = line_count then amount_sgd - (parts_sgd - part_sgd) else part_sgd end
            as numeric(28, 4)
        ) as amount_sgd,
        -- when, UTC
        ordered_at,
        ordered_on,
        cancelled_at,
        cancelled_on
    from summed
)

select * from final
