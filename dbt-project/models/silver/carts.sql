{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='opened_at',
    meta={'restates': 'profile'}
) }}

with events as (
    select profile_id, message_id, event, product_id, order_id, is_bot, is_internal, occurred_at from {{ ref('events') }}
    where
        event in ('Product Added', 'Product Removed', 'Checkout Started', 'Order Completed')
        {{- only_changed('profile_id', 'profile') }}
),

-- an order ends the cart; what is added later is the next one
numbered as (
    select
        *,
        nvl(
            sum(case when event = 'Order Completed' then 1 else 0 end) over (
                partition by profile_id
                order by occurred_at, message_id
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as cart_number
    from events
),

opened as (
    select
        *,
        row_number() over (
            partition by profile_id, cart_number
            order by case when event = 'Product Added' then 0 else 1 end, occurred_at, message_id
        ) as place
    from numbered
),

products as (
    select
        profile_id,
        cart_number,
        product_id,
        sum(case when event = 'Product Added' then 1 else 0 end) as added_count,
        sum(case when event = 'Product Removed' then 1 else 0 end) as removed_count
    from numbered
    where event in ('Product Added', 'Product Removed') and product_id is not null
    group by 1, 2, 3
),

contents as (
    select
        profile_id,
        cart_number,
        sum(case when added_count > removed_count then 1 else 0 end) as product_count
    from products
    group by 1, 2
),

totals as (
    select
        profile_id,
        cart_number,
        max(case when place = 1 then message_id end) as first_message_id,
        min(case when event = 'Product Added' then occurred_at end) as opened_at,
        max(case when event in ('Product Added', 'Product Removed') then occurred_at end) as changed_at,
        min(case when event = 'Checkout Started' then occurred_at end) as checkout_at,
        min(case when event = 'Order Completed' then occurred_at end) as ordered_at,
        max(case when event = 'Order Completed' then order_id end) as order_id,
        sum(case when event = 'Product Added' then 1 else 0 end) as added_count,
        sum(case when event = 'Product Removed' then 1 else 0 end) as removed_count,
        max(case when is_bot then 1 else 0 end) as bot,
        max(case when is_internal then 1 else 0 end) as internal
    from opened
    group by 1, 2
),

final as (
    select
        cast(md5(totals.profile_id || ' ' || totals.first_message_id) as varchar(32)) as cart_id,
        totals.profile_id,
        totals.order_id,
        totals.opened_at,
        totals.changed_at,
        totals.checkout_at,
        totals.ordered_at,
        cast(totals.added_count as bigint) as added_count,
        cast(totals.removed_count as bigint) as removed_count,
        cast(nvl(contents.product_count, 0) as bigint) as product_count,
        totals.bot = 1 as is_bot,
        totals.internal = 1 as is_internal
    from totals
    left join contents
        on
            totals.profile_id = contents.profile_id
            and totals.cart_number = contents.cart_number
    where totals.added_count > 0
)

select * from final
