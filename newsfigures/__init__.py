"""Figures from news articles: found, understood and proved."""
