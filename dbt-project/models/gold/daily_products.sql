{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'product_day'}
) }}

with events as (
    select occurred_on as day, product_id, profile_id, event from {{ ref('events') }}
    where
        event in (
            'Product Viewed', 'Product Clicked', 'Product Added to Wishlist', 'Product Removed from Wishlist',
            'Product Added', 'Product Removed'
        )
        and product_id is not null
        and not is_bot
        and not is_internal
        {{- only_changed('occurred_on', 'product_day') }}
),

bookings as (
    select ordered_on as day, product_id, profile_id, order_id, item_count, amount_sgd from {{ ref('bookings') }}
    where
        product_id is not null
        {{- only_changed('ordered_on', 'product_day') }}
),

acts as (
    select
        day,
        product_id,
        profile_id,
        sum(case when event = 'Product Viewed' then 1 else 0 end) as view_count,
        sum(case when event = 'Product Clicked' then 1 else 0 end) as click_count,
        sum(case when event = 'Product Added to Wishlist' then 1 else 0 end) as wishlist_added_count,
        sum(case when event = 'Product Removed from Wishlist' then 1 else 0 end) as wishlist_removed_count,
        sum(case when event = 'Product Added' then 1 else 0 end) as cart_added_count,
        sum(case when event = 'Product Removed' then 1 else 0 end) as cart_removed_count,
        0 as order_count,
        0 as item_count,
        0 as gross_sgd
    from events
    group by 1, 2, 3
    union all
    select
        day,
        product_id,
        profile_id,
        0 as view_count,
        0 as click_count,
        0 as wishlist_added_count,
        0 as wishlist_removed_count,
        0 as cart_added_count,
        0 as cart_removed_count,
        count(distinct order_id) as order_count,
        sum(item_count) as item_count,
        sum(amount_sgd) as gross_sgd
    from bookings
    group by 1, 2, 3
),

profiles as (
    select
        day,
        product_id,
        profile_id,
        sum(view_count) as view_count,
        sum(click_count) as click_count,
        sum(wishlist_added_count) as wishlist_added_count,
        sum(wishlist_removed_count) as wishlist_removed_count,
        sum(cart_added_count) as cart_added_count,
        sum(cart_removed_count) as cart_removed_count,
        sum(order_count) as order_count,
        sum(item_count) as item_count,
        sum(gross_sgd) as gross_sgd
    from acts
    group by 1, 2, 3
),

totals as (
    select
        day,
        product_id,
        sum(view_count) as view_count,
        sum(case when view_count > 0 then 1 else 0 end) as viewer_count,
        sum(click_count) as click_count,
        sum(wishlist_added_count) as wishlist_added_count,
        sum(wishlist_removed_count) as wishlist_removed_count,
        sum(cart_added_count) as cart_added_count,
        sum(cart_removed_count) as cart_removed_count,
        sum(order_count) as order_count,
        sum(item_count) as item_count,
        sum(gross_sgd) as gross_sgd,
        sum(case when view_count > 0 and order_count > 0 then 1 else 0 end) as converted_viewer_count
    from profiles
    group by 1, 2
),

final as (
    select
        day,
        cast(product_id as varchar(256)) as product_id,
        cast(view_count as bigint) as view_count,
        cast(viewer_count as bigint) as viewer_count,
        cast(click_count as bigint) as click_count,
        cast(wishlist_added_count as bigint) as wishlist_added_count,
        cast(wishlist_removed_count as bigint) as wishlist_removed_count,
        cast(cart_added_count as bigint) as cart_added_count,
        cast(cart_removed_count as bigint) as cart_removed_count,
        cast(order_count as bigint) as order_count,
        cast(item_count as bigint) as item_count,
        cast(nvl(gross_sgd, 0) as numeric(38, 4)) as gross_sgd,
        cast(converted_viewer_count as bigint) as converted_viewer_count,
        {{ average('converted_viewer_count', 'viewer_count') }} as conversion_rate
    from totals
)

select * from final
