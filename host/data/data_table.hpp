// A CSV file as texts that remember where they stand.
#pragma once

#include <string>
#include <vector>

#include "host/study/reject.hpp"

namespace qca {

/// One field: its text without surrounding blanks and quotes, and where it starts.
struct Field {
    std::string text;
    Position position;
};

/// Header and rows; every row has as many fields as the header, names in the header are unique and not empty.
struct DataTable {
    std::string file;
    char separator = ',';
    std::vector<Field> header;
    std::vector<std::vector<Field>> rows;

    std::string where(const Field& field) const { return where_in(file, field.position); }
};

}  // namespace qca
