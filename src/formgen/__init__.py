"""formgen makes recording packs for vocational qualifications from standards and templates."""

__version__ = "0.1.0"
