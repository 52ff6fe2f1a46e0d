"""What if components weighed otherwise?"""
