// Decimals that computed numbers are meant to be.
#pragma once

namespace qca {

/// The nearest number of 12 significant decimal digits: 0.75 + 3 * 0.01 is 0.78.
double rounded_to_12_digits(double value);

}  // namespace qca
