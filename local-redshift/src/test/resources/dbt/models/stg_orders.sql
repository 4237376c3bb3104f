{{ config(materialized='view', bind=False) }}
select order_id, customer, amount::decimal(10,2) as amount, ordered_at::timestamp as ordered_at,
    json_parse('{"source":"seed","lines":[1,2]}') as detail
from {{ ref('orders') }}
