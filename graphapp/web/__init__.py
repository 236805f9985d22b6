"""The site: pages and their JSON twins, over Flask."""
