-- What silver holds and what gold and the aggregates say of it must be the same numbers.
with checks as (
    select
        'events of daily_category_engagement' as what,
        (select count(*) from {{ ref('events') }}) as expected,
        (select nvl(sum(event_count), 0) from {{ ref('daily_category_engagement') }}) as found
    union all
    select
        'events of sessions',
        (select count(*) from {{ ref('events') }}),
        (select nvl(sum(event_count), 0) from {{ ref('sessions') }})
    union all
    select
        'events of users',
        (select count(*) from {{ ref('events') }}),
        (select nvl(sum(event_count), 0) from {{ ref('users') }})
    union all
    select
        'sessions of users',
        (select count(*) from {{ ref('sessions') }}),
        (select nvl(sum(session_count), 0) from {{ ref('users') }})
    union all
    select
        'copies of events',
        (select nvl(sum(copy_count), 0) from {{ ref('events') }}),
        (select count(*) from {{ ref('events') }}) + (select count(*) from {{ ref('event_duplicates') }})
    union all
    select
        'orders of daily_sales',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(order_count), 0) from {{ ref('daily_sales') }})
    union all
    select
        'bookings of weekly_bookings',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(booking_count), 0) from {{ ref('weekly_bookings') }})
    union all
    select
        'orders of users',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(order_count), 0) from {{ ref('users') }})
    union all
    select
        'net of daily_sales',
        (select nvl(sum(case when cancelled_at is null then amount_sgd end), 0) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(net_sgd), 0) from {{ ref('daily_sales') }})
    union all
    select
        'net of weekly_bookings',
        (select nvl(sum(net_sgd), 0) from {{ ref('daily_sales') }}),
        (select nvl(sum(net_sgd), 0) from {{ ref('weekly_bookings') }})
    union all
    select
        'events of profile_days',
        (select count(*) from {{ ref('events') }}),
        (select nvl(sum(event_count), 0) from {{ ref('profile_days') }})
    union all
    select
        'events of devices',
        (select count(*) from {{ ref('events') }} where nullif(anonymous_id, '') is not null),
        (select nvl(sum(event_count), 0) from {{ ref('devices') }})
    union all
    select
        'searches',
        (select count(*) from {{ ref('events') }} where event = 'Products Searched'),
        (select count(*) from {{ ref('searches') }})
    union all
    select
        'searches of daily_searches',
        (select count(*) from {{ ref('searches') }}),
        (select nvl(sum(search_count + excluded_search_count), 0) from {{ ref('daily_searches') }})
    union all
    select
        'views of daily_products',
        (select count(*) from {{ ref('events') }} where event = 'Product Viewed' and product_id is not null and not is_bot and not is_internal),
        (select nvl(sum(view_count), 0) from {{ ref('daily_products') }})
    union all
    select
        'pieces of daily_products',
        (select nvl(sum(item_count), 0) from {{ ref('bookings') }} where product_id is not null),
        (select nvl(sum(item_count), 0) from {{ ref('daily_products') }})
    union all
    select
        'orders of bookings',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(case when line_number = 1 then 1 else 0 end), 0) from {{ ref('bookings') }})
    union all
    select
        'pieces of bookings',
        (select nvl(sum(item_count), 0) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(item_count), 0) from {{ ref('bookings') }})
    union all
    select
        'money of bookings',
        (select nvl(sum(amount_sgd), 0) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(amount_sgd), 0) from {{ ref('bookings') }})
    union all
    select
        'orders of order_attribution',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select count(*) from {{ ref('order_attribution') }})
    union all
    select
        'first touches of daily_campaigns',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(first_touch_order_count), 0) from {{ ref('daily_campaigns') }})
    union all
    select
        'last touches of daily_campaigns',
        (select count(*) from {{ ref('orders') }} where ordered_at is not null),
        (select nvl(sum(last_touch_order_count), 0) from {{ ref('daily_campaigns') }})
    union all
    select
        'gross by first touch',
        (select nvl(sum(gross_sgd), 0) from {{ ref('daily_sales') }}),
        (select nvl(sum(first_touch_gross_sgd), 0) from {{ ref('daily_campaigns') }})
    union all
    select
        'gross by last touch',
        (select nvl(sum(gross_sgd), 0) from {{ ref('daily_sales') }}),
        (select nvl(sum(last_touch_gross_sgd), 0) from {{ ref('daily_campaigns') }})
    union all
    select
        'touches of daily_campaigns',
        (select count(*) from {{ ref('events') }} where channel is not null and not is_bot and not is_internal),
        (select nvl(sum(touch_count), 0) from {{ ref('daily_campaigns') }})
    union all
    select
        'products added to carts',
        (select count(*) from {{ ref('events') }} where event = 'Product Added'),
        (select nvl(sum(added_count), 0) from {{ ref('carts') }})
    union all
    select
        'newest versions of products',
        (select count(*) from (select distinct product_id, currency from {{ ref('product_days') }}) as products),
        (select count(*) from {{ ref('products') }} where is_current)
    union all
    select
        'active profiles of daily_engagement',
        (select count(*) from {{ ref('profile_days') }} where not is_bot and not is_internal),
        (select nvl(sum(daily_active_count), 0) from {{ ref('daily_engagement') }})
    union all
    select
        'events of category_features',
        (select count(*) from {{ ref('events') }} where category is not null and not is_bot and not is_internal and event in ('Product Clicked', 'Product Viewed', 'Product Added to Wishlist', 'Product Added', 'Checkout Started', 'Order Completed')),
        (select nvl(sum(event_count), 0) from {{ ref('category_features') }})
),

final as (
    select what, expected, found from checks
    where expected <> found
)

select * from final
