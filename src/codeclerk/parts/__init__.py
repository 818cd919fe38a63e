"""What a proposal is made of: its texts, solutions, impacts, costs and views, each dated and kept in every version."""
