{{ config(
    incremental_strategy='restate',
    unique_key='product_id',
    sort='product_id',
    meta={'restates': 'product'}
) }}

with days as (
    select
        *,
        md5(
            nvl(cast(price as varchar(32)), '-') || ' ' || nvl(category, '-') || ' ' || nvl(brand, '-')
            || ' ' || nvl(name, '-') || ' ' || nvl(destination, '-')
        ) as attributes
    from {{ ref('product_days') }}
    where
        product_id is not null
        {{- only_changed('product_id', 'product') }}
),

neighbours as (
    select
        *,
        lag(attributes) over (partition by product_id, currency order by day) as previous_attributes
    from days
),

changes as (
    select
        *,
        lead(day) over (partition by product_id, currency order by day) as next_changed_on
    from neighbours
    where previous_attributes is null or previous_attributes <> attributes
),

final as (
    select
        product_id,
        currency,
        price,
        category,
        brand,
        name,
        destination,
        day as valid_from,
        nvl(next_changed_on, cast('9999-12-31' as date)) as valid_until,
        next_changed_on is null as is_current
    from changes
)

select * from final
