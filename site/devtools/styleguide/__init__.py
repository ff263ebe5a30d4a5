"""All components and blocks on one page, in every state: for those who develop and design them."""
