"""Change held against worked examples that others have published."""

import pytest

from acogida.training.statistics import change

# Student (1908), The probable error of a mean: hours of sleep gained with each of two drugs, ten patients.
# R's documentation works it through: t.test(extra ~ group, paired) and wilcox.test of data set `sleep`.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Hollander and Wolfe (1973), 29f: a depression scale of nine patients; in R, wilcox.test gives V = 40.
BEFORE = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]


def test_students_sleep_data_give_the_published_interval_and_tests():
    found = change(FIRST, SECOND)

    assert found.mean == pytest.approx(1.58)
    assert found.t == pytest.approx(4.0621, abs=5e-5)
    assert found.p_t == pytest.approx(0.002833, abs=5e-7)
    assert found.interval == pytest.approx((0.7001142, 2.4598858), abs=5e-8)
    assert found.d_z == pytest.approx(4.0621 / 10**0.5, abs=5e-5)
    assert found.p_wilcoxon == pytest.approx(0.009091, abs=5e-7)


def test_the_depression_scale_gives_the_published_exact_probability():
    # One-sided 0.01953 in the book; of 512 orders of signs, two-sided 20.
    assert change(BEFORE, AFTER).p_wilcoxon == pytest.approx(20 / 512)


def test_the_gain_is_the_part_won_of_what_could_be_won():
    # Hake (1998): a class that goes from 40 % to 70 % has won half of the 60 points it lacked.
    assert change([30.0, 50.0], [60.0, 80.0]).gain == pytest.approx(0.5)
    assert change([100.0, 100.0], [100.0, 100.0]).gain is None


def test_the_bootstrap_stays_the_same_and_lies_about_the_interval():
    found = change(FIRST, SECOND)
    assert change(FIRST, SECOND).bootstrap == found.bootstrap
    assert found.bootstrap[0] == pytest.approx(found.interval[0], abs=0.3)
    assert found.bootstrap[1] == pytest.approx(found.interval[1], abs=0.3)


def test_no_change_at_all_has_no_size_of_effect():
    found = change([50.0, 60.0, 70.0], [50.0, 60.0, 70.0])
    assert (found.mean, found.d_z, found.p_wilcoxon) == (0.0, None, None)


def test_one_pair_tells_nothing():
    with pytest.raises(ValueError, match="two pairs"):
        change([1.0], [2.0])
