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
),

final as (
    select what, expected, found from checks
    where expected <> found
)

select * from final
