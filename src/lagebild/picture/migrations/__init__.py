"""The steps of the store's schema: NNN_name.sql, applied in order; a store knows how many it has had."""
