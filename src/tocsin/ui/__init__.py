"""The page shell: layout, form fields, refusals and errors. It knows nothing of incidents."""
