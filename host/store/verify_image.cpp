#include <hdf5_hl.h>

#include "host/store/hdf5_scope.hpp"
#include "host/store/result_parts.hpp"

namespace qca {
namespace {

herr_t go_on(hid_t, const char*, const H5O_info_t*, void*) noexcept { return 0; }

/// A file that lies in memory, opened there without a copy.
class OpenImage {
  public:
    explicit OpenImage(std::vector<std::byte>& image)
        : id_(checked(H5LTopen_file_image(image.data(), image.size(), H5LT_FILE_IMAGE_DONT_COPY | H5LT_FILE_IMAGE_DONT_RELEASE),
                      "H5LTopen_file_image")) {}
    ~OpenImage() { H5Fclose(id_); }
    OpenImage(const OpenImage&) = delete;
    OpenImage& operator=(const OpenImage&) = delete;

    hid_t id() const { return id_; }

  private:
    hid_t id_;
};

}  // namespace

void verify_image(std::vector<std::byte>& image) {
    const OpenImage file(image);
    checked(H5Ovisit2(file.id(), H5_INDEX_NAME, H5_ITER_NATIVE, go_on, nullptr, H5O_INFO_BASIC), "H5Ovisit2");
}

}  // namespace qca
