-- Who is erased is looked for among the orders themselves: the list of orders may be behind.
create index orders_of_customer on orders (customer_id);
