{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'day'}
) }}

with events as (
    select
        occurred_on as day,
        product_id,
        nvl(currency, '(none)') as currency,
        price,
        category,
        brand,
        properties,
        occurred_at,
        message_id
    from {{ ref('events') }}
    where
        event in ('Product Viewed', 'Product Clicked', 'Product Added', 'Product Added to Wishlist')
        and product_id is not null
        and not is_bot
        and not is_internal
        {{- only_changed('occurred_on', 'day') }}
),

numbered as (
    select
        *,
        row_number() over (
            partition by day, product_id, currency
            order by occurred_at desc, message_id desc
        ) as age
    from events
),

final as (
    select
        day,
        product_id,
        cast(currency as varchar(6)) as currency,
        price,
        category,
        brand,
        {{ as_text(json_text('properties', 'name'), 1024) }} as name,
        {{ as_text(json_text('properties', 'destination'), 256) }} as destination
    from numbered
    where age = 1
)

select * from final
