"""Training of the models that sumber ships."""
