{{ config(materialized='incremental', unique_key='customer', incremental_strategy='delete+insert') }}
select customer, sum(amount) as amount, listagg(order_id, ',') within group (order by order_id) as orders
from {{ ref('stg_orders') }} group by 1
