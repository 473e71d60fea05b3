"""Pictures as numbers: where bars, lanes and arrows stand. The templates write them as SVG."""
