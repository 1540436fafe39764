"""Change held against worked examples that others have published."""

import pytest

from acogida.training.statistics import change

# Student (1908), The probable error of a mean: hours of sleep gained with each of two drugs, ten patients;
# R's data set `sleep`. R prints for it, in many published courses: t = -4.0621, df = 9, p-value = 0.002833,
# 95 percent confidence interval -2.4598858 -0.7001142, mean of the differences -1.58.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Hollander and Wolfe (1973), 29f: a depression scale of nine patients; the example of R's page on
# wilcox.test, which prints V = 40, p-value = 0.01953 for one side.
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


def test_the_example_of_swearing_and_pain_gives_the_published_deviation_and_effect():
    # Gravetter and Wallnau, Statistics for the Behavioral Sciences, section 11.4: nine differences with mean
    # -2, SS = 288 and s = 6; so d = -2/6, and t = -2/(6/3) = -1.
    differences = [-11, -10, -7, -2, 0, 0, 3, 4, 5]
    found = change([50.0] * 9, [50.0 + d for d in differences])

    assert (found.mean, found.sd) == (pytest.approx(-2), pytest.approx(6))
    assert found.d_z == pytest.approx(-1 / 3)
    assert found.t == pytest.approx(-1)


def test_by_hand_step_by_step():
    # Four people: 20→40, 40→60, 60→60, 40→80. Differences 20, 20, 0, 40: mean 80/4 = 20.
    # Squares about it 0 + 0 + 400 + 400 = 800; s = √(800/3) = 16.3299; error s/√4 = 8.1650; t = 2.4495.
    # d_z = 20/16.3299 = 1.2247. From 40 to 60 on average: gain 20/(100-40) = 1/3.
    # Student's t for 3 degrees of freedom at 97.5 %: 3.1824; interval 20 ± 25.9841.
    # Signed ranks of 20, 20, 40 (the zero falls out): 1.5 + 1.5 + 3 = 6 of 6.
    found = change([20.0, 40.0, 60.0, 40.0], [40.0, 60.0, 60.0, 80.0])

    assert (found.before, found.after, found.mean) == (40.0, 60.0, 20.0)
    assert found.sd == pytest.approx(16.3299, abs=5e-5)
    assert found.t == pytest.approx(2.4495, abs=5e-5)
    assert found.d_z == pytest.approx(1.2247, abs=5e-5)
    assert found.gain == pytest.approx(1 / 3)
    assert found.interval == pytest.approx((20 - 25.984, 20 + 25.984), abs=2e-3)


def test_the_bootstrap_of_two_people_is_the_one_that_can_be_counted():
    # Of two differences 0 and 10, resamples have the mean 0 once in four, 5 twice, 10 once: the 2.5th
    # and the 97.5th hundredth are 0 and 10.
    assert change([0.0, 0.0], [0.0, 10.0]).bootstrap == (0.0, 10.0)


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
