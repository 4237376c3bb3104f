select message_id, occurred_at, received_at
from {{ ref('events') }}
where occurred_at > dateadd(day, 1, received_at) or received_at > dateadd(day, 1, getdate())
