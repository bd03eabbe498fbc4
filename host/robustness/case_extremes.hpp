// The smallest and the largest membership that every case has in some test solution.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace qca {

/// Which test solution an extreme comes from.
struct ExtremeSource {
    enum class Kind : std::uint8_t { none, test, scenario };
    Kind kind = Kind::none;
    std::uint64_t number = 0;  ///< of the named test, or of the scenario (sample)

    friend bool operator==(const ExtremeSource&, const ExtremeSource&) = default;
};

/// Extremes over many test solutions, gathered in parts. Where several solutions reach an extreme, the one that was met first, in
/// the order of the places, is its source, however the parts were shared out.
class CaseExtremes {
  public:
    explicit CaseExtremes(std::size_t cases)
        : least(cases, std::numeric_limits<double>::infinity()), most(cases, -std::numeric_limits<double>::infinity()),
          least_from(cases), most_from(cases), least_place(cases), most_place(cases) {}

    /// Adds one solution.
    /// @param memberships  of `size` cases
    /// @param case_of      [i] number of the case; null: i
    /// @param place        where in the order it was met; not below that of an earlier call
    /// @param source       called without arguments when it is needed, which is seldom; an ExtremeSource
    template <class Source>
    void add(const double* memberships, std::size_t size, const std::size_t* case_of, std::uint64_t place, const Source& source) {
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t c = case_of == nullptr ? i : case_of[i];
            if (memberships[i] < least[c]) {
                least[c] = memberships[i];
                least_from[c] = source();
                least_place[c] = place;
            }
            if (memberships[i] > most[c]) {
                most[c] = memberships[i];
                most_from[c] = source();
                most_place[c] = place;
            }
        }
    }

    /// Adds what another part found.
    void add(const CaseExtremes& other);

    std::vector<double> least, most;  ///< [case]; infinite where no solution was added
    std::vector<ExtremeSource> least_from, most_from;

  private:
    std::vector<std::uint64_t> least_place, most_place;
};

}  // namespace qca
