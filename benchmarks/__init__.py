"""What `make bench` measures: each budget, with the alternative in the same run where there is one."""
