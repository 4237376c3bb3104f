with neighbours as (
    select
        product_id,
        currency,
        valid_from,
        valid_until,
        lead(valid_from) over (partition by product_id, currency order by valid_from) as next_valid_from
    from {{ ref('products') }}
)

select product_id, currency, valid_from, valid_until, next_valid_from
from neighbours
where
    valid_from >= valid_until
    or nvl(next_valid_from, cast('9999-12-31' as date)) <> valid_until
